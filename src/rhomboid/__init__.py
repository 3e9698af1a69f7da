"""rhomboid: free software for people with upper back pain."""

__version__ = "0.1.0"

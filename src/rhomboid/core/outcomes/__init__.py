"""What a course of pain comes to: days, means, episodes, flares, and changes that matter."""

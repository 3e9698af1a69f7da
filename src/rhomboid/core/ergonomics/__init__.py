"""What a posture, a lift or a long position asks of the back."""

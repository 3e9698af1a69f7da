"""The body: joint angles in, where its joints are out."""

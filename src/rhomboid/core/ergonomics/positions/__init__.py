"""The positions of a day: how each loads, how much it adds up to, what would change it most."""

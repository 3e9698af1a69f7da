"""FIT, the format of watches: walks that were recorded, and steps of whole days."""

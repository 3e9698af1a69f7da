"""REBA: how a posture loads the whole body, from 1 to 15 (Hignett and McAtamney 2000)."""

"""RULA: how a posture loads arms, neck and trunk, from 1 to 7 (McAtamney and Corlett 1993)."""

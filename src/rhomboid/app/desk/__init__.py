"""The desk: how often a person changes position there, and when that is suggested."""

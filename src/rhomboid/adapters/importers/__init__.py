"""Files of phones and watches: each kind read into the one shape of `core.activity.records`."""

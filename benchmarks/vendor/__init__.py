"""What the vendor back end and the relay cost, against a vendor on this machine."""

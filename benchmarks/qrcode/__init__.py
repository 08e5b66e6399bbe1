"""Decode rates of the barcode and QR-code function beside its peers."""

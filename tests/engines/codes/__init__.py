"""Tests of the barcode and QR-code function."""

"""Barcode and QR-code recognition, `/cv/img/qrcode`."""

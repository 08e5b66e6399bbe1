"""Printed-text recognition, `/cv/ocr/comm`."""

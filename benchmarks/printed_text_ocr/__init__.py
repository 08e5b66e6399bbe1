"""Accuracy, time and memory of printed-text OCR, beside its peers."""

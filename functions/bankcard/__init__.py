"""The function that reads bank cards, `/cv/ocr/bankcard`."""

"""The function that reads identity cards, `/cv/ocr/idcard`."""

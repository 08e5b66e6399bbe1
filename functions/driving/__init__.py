"""The function that reads vehicle licences, `/cv/ocr/driving`."""

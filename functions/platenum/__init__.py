"""The function that reads number plates, `/cv/ocr/platenum`."""

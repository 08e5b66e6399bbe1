"""The function that reads driving licences, `/cv/ocr/drivinglicense`."""

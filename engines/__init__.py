"""Computation, named by what it computes: images in, typed values out. Knows no vendor, no wire, no settings."""

import cv2

# OpenCV's own threads would only contend with those that calls run on already, and would not survive a fork. The
# setting is one for the process, and every engine uses OpenCV.
cv2.setNumThreads(1)

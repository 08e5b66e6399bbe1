"""dev"""
from .clock import Deadline
from .code import Code, Point, finished
from .stages import read_all
import cv2
cv2.setNumThreads(1)
def read_codes(gray, budget_s=5.0):
    return [finished(s,gray.shape[1],gray.shape[0]) for s in read_all(gray,Deadline.after(budget_s))]

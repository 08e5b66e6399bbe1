"""dev"""
import time
from collections import defaultdict
import cv2
import numpy as np
from .clock import Deadline
from .code import Gray, Symbol
from .decoder import EVERY, MATRIX, LINEAR, decode
from .enhance import *
from .geometry import *
from .regions import field_of, stripes, grids
from .strips import read_strip, strip_of, read_blurred
STAT=defaultdict(lambda:[0,0,0.0])
def timed(n,fn):
    t=time.thread_time(); r=fn(); s=STAT[n]; s[0]+=1; s[1]+=bool(r); s[2]+=time.thread_time()-t; return r
def covered(box, found): return any(holds(s.quad, box.x, box.y, 2) for s in found)
def read_grid(gray, box):
    side=max(box.width,box.height); sc=float(np.clip(700/side,1,3))
    c=upright(gray, Box(box.x,box.y,box.width*1.2+8,box.height*1.2+8,box.angle), sc)
    r=decode(sharpened(c.gray,1.5*sc,2),MATRIX)
    return moved(r,c.back)
def read_all(gray, deadline):
    found=timed('plain',lambda:decode(gray))
    field=timed('field',lambda:field_of(gray))
    st=timed('stripes',lambda:stripes(field))
    tried=[]
    for b in st:
        if not covered(b,found):
            strip=timed('strip_of',lambda:strip_of(gray,b))
            if strip is None: continue
            tried.append(strip)
            found=found+[x for x in timed('strip',lambda:read_strip(strip)) if not any(covered(b,[y]) or y.text==x.text for y in found)]
    if found: return found
    for strip in [x for x in tried if x.may_be_retail()][:2]:
        r=timed('blurred',lambda:read_blurred(strip))
        if r: return r
    gr=timed('grids',lambda:grids(field))
    for b in gr[:3]:
        r=timed('grid',lambda:read_grid(gray,b))
        if r: return r
    r=timed('inverted',lambda:decode(255-gray))
    if r: return r
    k=2.0 if gray.size<=4e6 else 1.0
    u=sharpened(resized(gray,k),3,2)
    bk=np.array(((1/k,0,0),(0,1/k,0.)))
    for n,fn in (("sharp2",lambda:moved(decode(u),bk)),("sharp2gh",lambda:moved(decode(u,histogram=True),bk)),("clahe",lambda:decode(equalised(gray))),("flat",lambda:decode(flattened(gray))),("blur",lambda:decode(cv2.GaussianBlur(gray,(0,0),1)))):
        r=timed(n,fn)
        if r: return r
    return []

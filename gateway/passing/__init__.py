"""Calls that none of our functions serves, sent on to WeChat with this deployment's token, for callers whom we know."""

from .passing import Passing as Passing

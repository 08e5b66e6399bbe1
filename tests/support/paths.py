"""What answers at each of the vendor's paths: the contract tests ask every one."""

import functions
from gateway.table import mounted

MOUNTED = mounted(functions.names())

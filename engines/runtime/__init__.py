"""What engines run on: one loader for networks, and the threads of a call. Knows no images.

One rule for all networks. A network computes on its caller's thread alone: calls run side by side already, and how many
of them compute at once is decided before they come here. It is loaded at the first use or by `prepare`, once in a
process; a fork is harmless before and after. A missing file is a MissingModel. Any number of threads may run a network.
`onnx` and `opencv` are two ways of that, so that an engine loads the library that it needs and no other; `crew` is for
a call that can use more than one processor.
"""

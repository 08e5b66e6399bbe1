"""Make one function deployable: its code, the common module, its libraries and a start script, as folder and zip."""

// Nothing: a library needs a file, and this one only carries a precompiled header.

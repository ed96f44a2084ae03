package dev.skep.idl;

/** A place in an IDL file; line and column count from one. */
record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}

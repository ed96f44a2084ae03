package dev.skep.thrift;

import java.util.Iterator;
import java.util.List;

/** A list as {@link Elements}; equal to other such lists with equal elements. */
record ListElements<T>(List<T> list) implements Elements<T> {
    ListElements {
        list = List.copyOf(list);
    }

    @Override
    public int size() {
        return list.size();
    }

    @Override
    public Iterator<T> iterator() {
        return list.iterator();
    }

    @Override
    public void close() {
        list.forEach(Streamed::close);
    }
}

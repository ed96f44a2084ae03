package dev.skep.inference;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A folder, which may be a table by itself: one that keeps a log beside its files, such as Delta, Iceberg and Hudi do. As
 * bytes, it is empty.
 */
public interface FolderSource extends ByteSource {

    /**
     * Names of the files and folders in a folder, those of folders ending with {@code /}; empty if there is no such
     * folder.
     *
     * @param folder relative to this one, levels separated by {@code /}; empty for this one
     */
    List<String> list(String folder) throws IOException;

    /**
     * A file below this folder.
     *
     * @throws IOException if there is no such file
     */
    ByteSource file(String path) throws IOException;

    @Override
    default long size() {
        return 0;
    }

    @Override
    default InputStream open(long offset, long length) {
        return InputStream.nullInputStream();
    }
}

package dev.skep.crawler.source.webhdfs;

import dev.skep.inference.ByteSource;
import dev.skep.inference.FolderSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A folder to be looked at as one table.
 *
 * @param path from the root of the cluster
 */
record WebHdfsFolder(WebHdfsSource source, WebHdfsStore store, String name, String path) implements FolderSource {

    @Override
    public List<String> list(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            store.list(
                    inside(folder.replaceFirst("/$", "")),
                    page -> page.forEach(
                            entry -> names.add(entry.name() + (entry.kind() == WebHdfsStore.Kind.FOLDER ? "/" : ""))));
        } catch (FileNotFoundException e) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    @Override
    public ByteSource file(String file) throws IOException {
        String inside = inside(file);
        return source.bytes(name + "/" + file, inside, store.status(inside).size());
    }

    /** Logs of tables name files; none of them may lead out of the table. */
    private String inside(String relative) throws FileNotFoundException {
        if (relative.startsWith("/") || Arrays.asList(relative.split("/", -1)).contains("..")) {
            throw new FileNotFoundException(relative + " is outside of " + name);
        }
        return path.isEmpty() || relative.isEmpty() ? path + relative : path + "/" + relative;
    }
}

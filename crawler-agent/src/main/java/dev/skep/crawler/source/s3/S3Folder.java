package dev.skep.crawler.source.s3;

import dev.skep.inference.ByteSource;
import dev.skep.inference.FolderSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * A prefix to be looked at as one table.
 *
 * @param prefix ends with a slash unless it is empty
 */
record S3Folder(S3Store store, String name, String prefix) implements FolderSource {

    @Override
    public List<String> list(String folder) throws IOException {
        String below = inside(folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/");
        List<String> names = new ArrayList<>();
        ListObjectsV2Response page = store.list(below, "", true);
        while (true) {
            page.contents().forEach(object -> names.add(object.key().substring(below.length())));
            page.commonPrefixes().forEach(common -> names.add(common.prefix().substring(below.length())));
            if (!Boolean.TRUE.equals(page.isTruncated())) {
                break;
            }
            page = store.next(page, true);
        }
        names.remove(""); // what marks the folder itself
        names.sort(null);
        return names;
    }

    @Override
    public ByteSource file(String path) throws IOException {
        String key = inside(path);
        HeadObjectResponse head = store.head(key);
        return store.bytes(name + "/" + path, key, head.contentLength(), head.eTag() == null ? "" : head.eTag());
    }

    /** Logs of tables name files; none of them may lead out of the table. */
    private String inside(String path) throws FileNotFoundException {
        if (path.startsWith("/") || Arrays.asList(path.split("/", -1)).contains("..")) {
            throw new FileNotFoundException(path + " is outside of " + name);
        }
        return prefix + path;
    }
}

package dev.skep.server.front.hive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A call of any method with any bytes as its arguments, beginning with what Hive's classes write for each. The first byte chooses
 * the form and what generation calls, the next two the method.
 */
class CallFuzz {
    private static final int HEADER = 3;

    private static final List<Form> FORMS = List.of(Form.values());

    /** What tells the server whom it answers; an unknown method tells nothing. */
    private static final List<String> GREETINGS = List.of("unknown", "get_all_databases", "get_databases_req");

    private static FuzzedDoor door;
    private static List<String> methods;

    @BeforeAll
    static void open() throws IOException, ReflectiveOperationException {
        door = FuzzedDoor.open();
        methods = door.methods();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    static List<byte[]> calls() throws ReflectiveOperationException {
        Library library = Library.of("hive-4.1");
        PublishedCalls published = new PublishedCalls(library);
        Set<String> known = library.methods();
        List<byte[]> calls = new ArrayList<>();
        for (int method = 0; method < methods.size(); method++) {
            if (known.contains(methods.get(method))) {
                int chosen = method % FORMS.size();
                byte[] arguments = published.arguments(FORMS.get(chosen), methods.get(method), SampleArguments.FULL);
                calls.add(ByteBuffer.allocate(HEADER + arguments.length)
                        .put((byte) chosen)
                        .putShort((short) method)
                        .put(arguments)
                        .array());
            }
        }
        return calls;
    }

    @MethodSource("calls")
    @FuzzTest(maxDuration = "10s")
    void anyArguments(byte[] bytes) throws IOException {
        if (bytes.length < HEADER) {
            return;
        }
        Form form = FORMS.get(bytes[0] & 3);
        int greeting = ((bytes[0] & 0xff) >> 2) % GREETINGS.size();
        int method = (ByteBuffer.wrap(bytes).getShort(1) & 0xffff) % methods.size();
        byte[] arguments = Arrays.copyOfRange(bytes, HEADER, bytes.length);
        door.knock(PublishedCalls.joined(List.of(
                PublishedCalls.message(form, GREETINGS.get(greeting), new byte[1]),
                PublishedCalls.message(form, methods.get(method), arguments))));
    }
}

package dev.skep.server.front.hive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.wire.Entrance;
import java.io.IOException;
import java.util.List;

/**
 * A door for very many visitors. None of them may ask for much memory, and after each an honest one is answered as ever. What
 * visitors undo behind it is made again now and then, and the whole catalog seldom.
 */
final class FuzzedDoor implements AutoCloseable {
    private static final int FURNISHED_EACH = 8;
    private static final int NEW_EACH = 10_000;

    /** What one connection may ask for, all its calls together: they are few, since what is sent is short. */
    private static final long ALLOWANCE = 64 << 20;

    private final Entrance entrance;
    private final byte[] furniture;
    private final byte[] honest;
    private NetlessDoor door;
    private byte[] answer;
    private int visitors;

    private FuzzedDoor(Entrance entrance, byte[] furniture, byte[] honest) throws IOException {
        this.entrance = entrance;
        this.furniture = furniture;
        this.honest = honest;
        this.door = new NetlessDoor(entrance);
        this.answer = furnish();
    }

    static FuzzedDoor open() throws IOException, ReflectiveOperationException {
        List<byte[]> session = new SampleSession().messages(Form.BINARY);
        return new FuzzedDoor(Entrance.OPEN, PublishedCalls.joined(session), session.get(session.size() - 1));
    }

    static FuzzedDoor guarded(Entrance entrance) throws IOException, ReflectiveOperationException {
        List<byte[]> session = new SampleSession().messages(Form.BINARY);
        return new FuzzedDoor(
                entrance, SampleSession.sasl(session), SampleSession.sasl(List.of(session.get(session.size() - 1))));
    }

    void knock(byte[] bytes) throws IOException {
        visitors++;
        if (visitors % NEW_EACH == 0) {
            door.close();
            door = new NetlessDoor(entrance);
            answer = furnish();
        } else if (visitors % FURNISHED_EACH == 0) {
            door.knock(furniture);
        }
        long asked = Allocation.of(() -> door.knock(bytes));
        if (asked > ALLOWANCE) {
            // The first time, classes may have been loaded and instrumented.
            asked = Allocation.of(() -> door.knock(bytes));
        }
        assertThat(asked).as("memory asked for").isLessThan(ALLOWANCE);
        assertThat(door.knock(honest)).isEqualTo(answer);
    }

    List<String> methods() {
        return door.methods();
    }

    @Override
    public void close() {
        door.close();
    }

    private byte[] furnish() throws IOException {
        assertThat(new String(door.knock(furniture), ISO_8859_1)).contains("2024-01-01");
        byte[] name = door.knock(honest);
        assertThat(new String(name, ISO_8859_1)).contains("skep");
        return name;
    }
}

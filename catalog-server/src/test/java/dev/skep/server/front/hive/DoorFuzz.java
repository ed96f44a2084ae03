package dev.skep.server.front.hive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.skep.server.auth.TokenSecrets;
import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.wire.sasl.Qop;
import dev.skep.server.front.hive.wire.sasl.TokenMechanism;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes at a door, beginning with what clients send in every form. The first byte chooses whether it is open or everybody has
 * to prove who they are.
 */
class DoorFuzz {
    private static final byte OPEN = 0;
    private static final byte GUARDED = 1;

    private static FuzzedDoor open;
    private static FuzzedDoor guarded;

    @BeforeAll
    static void build() throws IOException, ReflectiveOperationException {
        open = FuzzedDoor.open();
        guarded = FuzzedDoor.guarded(Doors.guarded(new TokenMechanism(TokenSecrets.NONE, Qop.AUTH)));
    }

    @AfterAll
    static void close() {
        open.close();
        guarded.close();
    }

    static List<byte[]> sessions() throws ReflectiveOperationException {
        List<byte[]> sessions = new ArrayList<>();
        for (Form form : Form.values()) {
            List<byte[]> messages = new SampleSession().messages(form);
            sessions.add(at(OPEN, PublishedCalls.joined(messages)));
            sessions.add(at(OPEN, SampleSession.http(messages)));
            List<byte[]> few = messages.subList(messages.size() - 2, messages.size());
            sessions.add(at(GUARDED, PublishedCalls.joined(few)));
            sessions.add(at(GUARDED, SampleSession.sasl(few)));
            sessions.add(at(GUARDED, SampleSession.http(few)));
        }
        for (String begin : List.of(
                "010000000a4449474553542d4d4435" + "0200000000" + "0500000003616263",
                "0100000006475353415049" + "0200000004" + "60820100",
                "1603010005" + "0100000103")) {
            sessions.add(at(GUARDED, HexFormat.of().parseHex(begin)));
        }
        return sessions;
    }

    @MethodSource("sessions")
    @FuzzTest(maxDuration = "10s")
    void anyBytes(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            FuzzedDoor door = bytes[0] % 2 == OPEN ? open : guarded;
            door.knock(Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }

    private static byte[] at(byte door, byte[] bytes) {
        return PublishedCalls.joined(List.of(new byte[] {door}, bytes));
    }
}

package dev.skep.crawler.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {

    @ParameterizedTest
    @CsvSource({
        "ObjectCreated:Put, false",
        "ObjectCreated:CompleteMultipartUpload, false",
        "s3:ObjectCreated:Copy, false",
        "ObjectRestore:Completed, false",
        "SomethingNew:Done, false",
        "ObjectRemoved:Delete, true",
        "ObjectRemoved:DeleteMarkerCreated, true",
        "LifecycleExpiration:Delete, true",
    })
    void readsWhatStoresSay(String event, boolean removed) throws Exception {
        assertThat(Notification.read(LocalSqs.record(event, "lake", "raw/a+b%2Bc/%C3%A9%3D1/x.csv")))
                .containsExactly(new ObjectChange("lake", "raw/a b+c/é=1/x.csv", removed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ObjectTagging:Put",
                "ObjectAcl:Put",
                "Replication:OperationFailedReplication",
                "LifecycleTransition",
                "s3:ObjectTagging:Delete"
            })
    void ignoresWhatIsNoChange(String event) throws Exception {
        assertThat(Notification.read(LocalSqs.record(event, "lake", "x"))).isEmpty();
    }

    @Test
    void ignoresTheTestOfAStore() throws Exception {
        assertThat(
                        Notification.read(
                                "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"lake\",\"RequestId\":\"5\"}"))
                .isEmpty();
    }

    @Test
    void opensTheEnvelopeOfSns() throws Exception {
        assertThat(Notification.read(envelope("Notification", LocalSqs.created("lake", "a+b"))))
                .containsExactly(new ObjectChange("lake", "a b", false));
        assertThatThrownBy(() -> Notification.read(envelope("SubscriptionConfirmation", "You have chosen")))
                .hasMessageContaining("confirm the subscription");
        String thrice = envelope(
                "Notification", envelope("Notification", envelope("Notification", LocalSqs.created("lake", "a"))));
        assertThatThrownBy(() -> Notification.read(thrice)).hasMessageContaining("envelope");
    }

    @Test
    void readsEventsOfEventBridge() throws Exception {
        String event = """
                {"version":"0","id":"1","detail-type":"%s","source":"aws.s3","account":"1","time":"2026-05-01T10:00:00Z",
                "detail":{"version":"0","bucket":{"name":"lake"},"object":{"key":"a+b c","size":5,"etag":"e"},
                "reason":"PutObject"}}""";
        assertThat(Notification.read(event.formatted("Object Created")))
                .containsExactly(new ObjectChange("lake", "a+b c", false));
        assertThat(Notification.read(event.formatted("Object Deleted")))
                .containsExactly(new ObjectChange("lake", "a+b c", true));
        assertThat(Notification.read(event.formatted("Object Tags Added"))).isEmpty();
        assertThat(Notification.read(envelope("Notification", event.formatted("Object Created"))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[1]",
                "{\"Records\":",
                "{}",
                "{\"Records\":[]}",
                "{\"Records\":[{\"eventSource\":\"aws:ses\"}]}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{}}}]}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"%zz\"}}}]}",
                "{\"detail-type\":\"Order Placed\",\"source\":\"my.shop\",\"detail\":{}}"
            })
    void saysWhyAMessageIsNone(String text) {
        assertThatThrownBy(() -> Notification.read(text))
                .isInstanceOf(Notification.UnreadableException.class)
                .hasMessageMatching("(it|its|a record of it) .*");
    }

    private static String envelope(String type, String message) {
        return JsonMapper.builder()
                .build()
                .createObjectNode()
                .put("Type", type)
                .put("MessageId", "1")
                .put("TopicArn", "arn:aws:sns:eu-west-1:1:lake")
                .put("Message", message)
                .toString();
    }
}

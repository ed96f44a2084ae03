package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.Inference;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.Limits;
import dev.skep.inference.SchemaInference;
import dev.skep.inference.grok.LogKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogReaderTest extends TextFormatKit {

    private static final String ACCESS = """
        192.0.2.1 - ann [20/Jul/2009:22:59:26 +0000] "GET /a?b=1 HTTP/1.1" 200 134 "-" "curl/7.0"
        2001:db8::2 - - [20/Jul/2009:22:59:29 +0000] "POST /c HTTP/1.1" 404 - "http://example.org/" "a \\"b\\" c"
        192.0.2.3 - - [20/Jul/2009:22:59:30 +0000] "-" 408 0 "-" "-"
        """;

    @Override
    Expected expected() {
        return new Expected(
                Format.LOG,
                ACCESS.getBytes(StandardCharsets.UTF_8),
                List.of(
                        "client string",
                        "ident string",
                        "user string",
                        "time string",
                        "method string",
                        "path string",
                        "protocol string",
                        "request string",
                        "status string",
                        "bytes string",
                        "referrer string",
                        "user_agent string",
                        "more string"),
                3);
    }

    @Test
    void tellsWhatTheTextsAre() throws IOException {
        InferredSchema schema = schema(infer("data", ACCESS));
        assertThat(schema.columns().stream()
                        .filter(column -> column.valueType() != Scalar.STRING && column.valueType() != Scalar.VOID)
                        .map(InferredColumn::name))
                .containsExactly("time", "status", "bytes");
        assertThat(schema.storage().serdeLibrary()).endsWith("RegexSerDe");
        assertThat("192.0.2.3 - - [20/Jul/2009:22:59:30 +0000] \"-\" 408 0 \"-\" \"-\"")
                .matches(schema.storage().serdeProperties().get("input.regex"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0007',
            value = {
                "apache_common~192.0.2.1 - - [20/Jul/2009:22:59:26 +0000] \"GET / HTTP/1.0\" 200 134",
                "apache_error~[Fri Sep 09 10:42:29.902022 2011] [core:error] [pid 35708:tid 4328] [client 192.0.2.1]"
                        + " gone",
                "nginx_error~2020/01/02 03:04:05 [error] 31#31: *1 open() \"/a\" failed",
                "syslog~Nov  3 09:23:38 host automount[7998]: lookup failed",
                "syslog~<34>1 2003-10-11T22:14:15.003Z host su - ID47 - 'su root' failed",
                "syslog~2024-01-02T03:04:05.678901+01:00 host sshd[42]: session opened",
                "dmesg~[    0.000000] Linux version 6.1.0",
                "auditd~type=SYSCALL msg=audit(1364481363.243:24287): arch=c000003e syscall=2",
                "glog~E0517 15:04:22.619632 19524 file.cc:253] message",
                "python~2020-01-02 03:04:05,678 - my.module - INFO - message",
                "log4j~2020-01-02 03:04:05,678 [main] INFO  org.example.Main - message",
                "spring_boot~2020-01-02 03:04:05.678  INFO 42 --- [main] o.e.Main : message",
                "hadoop~2015-10-18 18:01:47,978 INFO [main] org.apache.hadoop.mapreduce.App: message",
                "zookeeper~2015-07-29 17:41:44,747 - INFO  [main:Election@774] - message",
                "spark~17/06/09 20:10:40 INFO spark.SecurityManager: message",
                "hdfs~081109 203615 148 INFO dfs.DataNode$Packet: message",
                "android~03-17 16:13:38.811  1702  2395 D WindowManager: message",
                "postgresql~2025-08-13 01:45:01.123 PDT [12345] LOG:  listening",
                "mysql_error~2020-08-06T14:25:02.835618Z 0 [Note] [MY-012487] [InnoDB] message",
                "redis~1:M 02 Jan 2020 03:04:05.678 * Ready to accept connections",
                "squid~1286536309.450    921 192.0.2.68 TCP_MISS/200 507 POST http://example.org/ - DIRECT/192.0.2.1"
                        + " text/html",
                "haproxy~Feb 25 16:19:49 lb haproxy[7]: 192.0.2.1:53332 [25/Feb/2019:16:19:48.143] in~ b/s 0/0/7/14/14"
                        + " 200 11 - - ---- 2/1/0/0/0 0/0 \"GET / HTTP/1.1\"",
                "aws_vpc_flow~2 123456789010 eni-1235b8ca 192.0.2.16 192.0.2.21 20641 22 6 20 4249 1418530010"
                        + " 1418530070 ACCEPT OK",
                "aws_elb~2015-05-13T23:39:43.945958Z lb 192.0.2.5:2817 192.0.2.1:80 0.000073 0.001048 0.000057 200 200"
                        + " 0 29 \"GET http://a:80/ HTTP/1.1\" \"curl\" - -",
                "uwsgi~[pid: 8|app: 0|req: 1/1] 192.0.2.1 () {38 vars in 696 bytes} [Sun Mar 13 22:49:12 2016] POST /u"
                        + " => generated 47 bytes in 129 msecs (HTTP/1.1 200) 9 headers in 378 bytes",
                "strace~08:09:33.814936 brk(0)                  = 0x1513000 <0.000016>",
                "logfmt~time=2021-09-15T21:17:10Z level=error msg=\"went wrong\" pod=a",
                "cri~2016-10-06T00:17:09.669794202Z stdout F message",
                "envoy~[2024-05-07T08:09:10.310Z] \"POST /a HTTP/2\" 204 - 154 0 226 100 \"192.0.2.28\" \"nsq2http\"",
                "coredns~[INFO] 192.0.2.5:44552 - 7 \"A IN example.org. udp 28 false 512\" NOERROR qr,aa 55 0.0012s",
                "bind~07-May-2024 08:09:10.310 queries: info: client @0x7f 192.0.2.1#1 (a.org): query: a.org IN A +",
                "rabbitmq~2024-05-07 08:09:10.123456+00:00 [info] <0.230.0> started TCP listener",
                "nats~[1] 2024/05/07 08:09:10.123456 [INF] Server is ready",
                "dmesg~[Tue May  7 08:09:10 2024] usb 1-1: new device",
                "cisco_asa~May 07 2024 08:09:10 fw : %ASA-6-302013: Built inbound TCP connection 1",
                "cef~CEF:0|Vendor|product|1.0|100|worm stopped|10|src=192.0.2.1 spt=1232",
                "leef~LEEF:1.0|Vendor|product|4.0 SP1|15345|src=192.0.2.0\tdst=192.0.2.5\tsev=5",
                "android~D/ActivityManager( 1702): message",
                "java_gc~[2024-05-07T08:09:10.123+0000][info][gc] GC(1) Pause Young (Normal) 24M->4M(256M) 3.1ms",
                "java_gc~[0.123s][info][gc,heap] GC(1) Eden regions: 3->0",
                "celery~[2024-05-07 08:09:10,123: INFO/MainProcess] celery ready",
                "airflow~[2024-05-07T08:09:10.123+0000] {taskinstance.py:1} INFO - Dependencies met",
                "django~[07/May/2024 08:09:10] \"GET /admin/ HTTP/1.1\" 200 1920",
                "syslog~2024 May  7 08:09:10 host charon: 09[IKE] message",
                "gin~[GIN] 2022/02/07 - 10:49:33 | 401 |     505.317µs |       192.0.2.3 | POST     \"/client\"",
                "suricata~07/11/2022-10:29:01.860293  [**] [1:2200074:2] SURICATA TCPv4 invalid checksum [**]"
                        + " [Classification: Generic] [Priority: 3] {TCP} 192.0.2.2:28487 -> 192.0.2.3:80",
                "tcpdump~11:29:42.550475 IP 192.0.2.4.43436 > 192.0.2.3.22: Flags [S], seq 2398030442, win 64240",
                "haproxy~192.0.2.4:14853 [14/Jan/2015:12:48:57.127] in b/s 170/0/0/3/173 200 739 - - --NN 0/0/0/0/0"
                        + " 0/0 \"GET / HTTP/1.1\"",
                "mysql_error~2021-11-09  5:13:11 8 [Warning] Access denied for user 'a'@'192.0.2.1'",
                "cri~2022-01-28T16:04:05.413Z stdout F 192.0.2.1 - - [28/Jan/2022:16:04:05 +0000] \"GET / HTTP/1.1\""
                        + " 200 13 \"-\" \"curl/7.68.0\"",
                "apache_error~[Thu Sep 30 13:27:06.009964 2021] [:error] [pid 2560:tid 14] [client ::1:37752] Warning.",
                "generic~[Dec 21 12:57:01] SECURITY[77]: res.c:114 stasis: SecurityEvent=\"Failed\",Severity=\"Error\"",
                "generic~2022/03/01 12:57:58 ...auth/auth.go:200:SignInPost() [I] Failed for test [uid: 0, name: a]",
                "generic~[2022-02-03 16:10:11.219][vault::api::identity][ERROR] Username or password is incorrect.",
                "generic~WARN: [Jul  2 05:05:24.643] failed to validate user credentials ip=192.0.2.156:28050",
                "generic~[info] o.t.s.AccessLogFilter [1e60|2989] 192.0.2.2 POST /api/v1/login took 8ms",
                "tomcat~09-Sep-2021 10:11:12.123 INFO [main] org.apache.catalina.startup.Catalina.start Server startup",
            })
    void knowsKinds(String kind, String line) throws IOException {
        assertThat(kind((line + "\n").repeat(3))).isEqualTo(kind);
    }

    @Test
    void knowsAKindBelowAHeaderAndInColours() throws IOException {
        String general = """
            /usr/sbin/mysqld, Version: 8.0.43 (MySQL Community Server). started with:
            Tcp port: 3306  Unix socket: /run/mysqld.sock
            Time                 Id Command    Argument
            """ + "2025-08-15T14:03:50.259438Z\t    9 Query\tselect 1\n".repeat(9);
        assertThat(kind(general)).isEqualTo("mysql_general");
        String colour = "\u001b[32m2020-01-02 03:04:05,678\u001b[0m [main] \u001b[1mINFO\u001b[0m  o.e.Main - up\n";
        assertThat(kind(colour.repeat(3))).isEqualTo("log4j");
    }

    @Test
    void takesLinesThatGoOnWithAnEntryForItsOwn() throws IOException {
        InferredSchema schema = schema(infer("data", """
            2020-01-02 03:04:05,678 [main] ERROR org.example.Main - failed
            java.lang.IllegalStateException: no
            \tat org.example.Main.main(Main.java:1)
            Caused by: java.io.IOException: gone
            2020-01-02 03:04:06,678 [main] INFO org.example.Main - went on
            """));
        assertThat(schema.rows().rows()).isEqualTo(2);
        assertThat(schema.evidence()).anyMatch(it -> it.verdict().equals("3 lines begin no entry"));
    }

    @Test
    void readsTheNamesThatCommentsGive() throws IOException {
        String w3c = """
            #Software: Microsoft Internet Information Services 8.5
            #Fields: date time c-ip cs(User-Agent) sc-status
            2015-01-13 00:32:17 192.0.2.1 Mozilla/5.0+(x) 200
            2015-01-13 00:32:18 192.0.2.2 "a b" 404
            """;
        assertThat(kind(w3c)).isEqualTo("w3c");
        assertThat(columns(schema(infer("data", w3c))))
                .containsExactly(
                        "date string", "time string", "c-ip string", "cs(user-agent) string", "sc-status string");
        String zeek = """
            #separator \\x09
            #path\thttp
            #fields\tts\tuid\tport
            #types\ttime\tstring\tport
            1300475167.096535\tCjhGID4\t80
            #close\t2020
            """;
        InferredSchema schema = schema(infer("data", zeek));
        assertThat(kind(zeek)).isEqualTo("zeek");
        assertThat(columns(schema)).containsExactly("ts string", "uid string", "port string");
        assertThat(schema.rows().rows()).isEqualTo(1);
    }

    @Test
    void leavesTablesAlone() throws IOException {
        assertThat(schema(infer("data", "time,level,n\n2020-01-02 03:04:05,INFO,1\n2020-01-02 03:04:06,WARN,2\n"))
                        .format())
                .isEqualTo(Format.CSV);
        assertThat(schema(infer("data", "2020-01-02 03:04:05\tINFO\t1\n2020-01-02 03:04:06\tWARN\t2\n"))
                        .format())
                .isEqualTo(Format.CSV);
    }

    @Test
    void takesKindsOfUsers() throws IOException {
        List<FormatReader> readers = List.of(
                new LogReader(List.of(LogKind.of("till", "%{INT:shop}/%{INT:till} sold (?<what>.*)", Map.of()))));
        Inference answer = new SchemaInference(readers, Limits.DEFAULT)
                .infer(ByteSource.of("data", "1/2 sold tea\n1/3 sold cake\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(columns(schema(answer))).containsExactly("shop string", "till string", "what string");
    }

    private String kind(String text) throws IOException {
        return schema(infer("data", text)).form() instanceof Form.Log log ? log.kind() : "";
    }

    private Inference infer(String name, String text) throws IOException {
        return infer(name, text.getBytes(StandardCharsets.UTF_8));
    }
}

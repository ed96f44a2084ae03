package dev.skep.crawler.dynamodb;

import dev.skep.crawler.aws.AwsClients;
import dev.skep.crawler.grouping.Finder;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.crawler.source.Problem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Finds tables of DynamoDB. Such a table says of its attributes only which are its key, so items are read: a sample from
 * places all over the table, no faster than the rate allows.
 */
public final class DynamoFinder implements Finder, AutoCloseable {

    /** A sample is taken from so many places. */
    private static final int PLACES = 10;

    /** A reading that may be a moment old takes half a unit for every 4 KiB. */
    private static final double UNITS_PER_BYTE = 0.5 / 4_096;

    private final DynamoAccess access;
    private final DynamoDbClient client;
    private final Pace.Time time;

    public DynamoFinder(DynamoAccess access) {
        this(access, Pace.REAL);
    }

    DynamoFinder(DynamoAccess access, Pace.Time time) {
        this.access = access;
        this.client =
                AwsClients.reaching(access.aws(), DynamoDbClient.builder()).build();
        this.time = time;
    }

    @Override
    public String location() {
        return DynamoLocation.SCHEME + place();
    }

    private String place() {
        return access.aws().endpoint() == null
                ? AwsClients.region(access.aws()).id()
                : access.aws().endpoint().getRawAuthority();
    }

    @Override
    public Found find(Memory memory, Progress progress) throws IOException {
        List<String> names = names();
        progress.listed(names.size());
        List<FoundTable> tables = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        long done = 0;
        for (String name : names) {
            try {
                tables.add(table(name));
            } catch (DynamoDbException e) {
                problems.add(new Problem(name, "it cannot be read: " + reason(e)));
            }
            progress.sampled(++done, names.size());
        }
        tables.sort(Comparator.comparing(FoundTable::path));
        return Found.ofAll(tables, problems, names.size());
    }

    private List<String> names() throws IOException {
        DynamoLocation wanted = access.tables();
        if (!wanted.prefix()) {
            return List.of(wanted.name());
        }
        try {
            return client.listTablesPaginator().tableNames().stream()
                    .filter(wanted::takes)
                    .filter(name -> access.exclude().stream().noneMatch(glob -> glob.matches(name)))
                    .toList();
        } catch (SdkException e) {
            throw new IOException("The tables of DynamoDB cannot be listed: " + e.getMessage(), e);
        }
    }

    private FoundTable table(String name) throws IOException {
        try {
            TableDescription table =
                    client.describeTable(request -> request.tableName(name)).table();
            ItemTable found = new ItemTable(table, access.aws().endpoint(), location());
            if (table.tableStatus() != TableStatus.CREATING) {
                boolean complete = sample(table, found);
                found.complete(complete);
            }
            return found.build();
        } catch (DynamoDbException e) {
            throw e;
        } catch (SdkException e) {
            throw new IOException("DynamoDB cannot be asked for " + name + ": " + e.getMessage(), e);
        }
    }

    /** Reads items; true if they are all there are. */
    private boolean sample(TableDescription table, ItemTable found) throws IOException {
        long items = table.itemCount() == null ? 0 : table.itemCount();
        long bytes = table.tableSizeBytes() == null ? 0 : table.tableSizeBytes();
        // The count is hours old, so a small table is read from one place to its end, if the sample reaches it.
        int places = items > access.items() ? PLACES : 1;
        int each = Math.max(1, access.items() / places);
        Pace pace = new Pace(access.rate().of(table), time);
        double unitsEach = items == 0 ? 0.5 : Math.max(0.5, (double) bytes / items * UNITS_PER_BYTE);
        boolean complete = true;
        for (int place = 0; place < places; place++) {
            complete &= sample(table.tableName(), found, place, places, each, unitsEach, pace);
        }
        return complete;
    }

    private boolean sample(
            String table, ItemTable found, int place, int places, int most, double firstUnitsEach, Pace pace)
            throws IOException {
        int left = most;
        double unitsEach = firstUnitsEach;
        Map<String, AttributeValue> position = Map.of();
        do {
            try {
                pace.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
            ScanRequest.Builder request = ScanRequest.builder()
                    .tableName(table)
                    .limit(pace.items(unitsEach, left))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .exclusiveStartKey(position.isEmpty() ? null : position);
            if (places > 1) {
                request.segment(place).totalSegments(places);
            }
            ScanResponse page = client.scan(request.build());
            page.items().forEach(found::add);
            left -= page.count();
            double units =
                    page.consumedCapacity() == null || page.consumedCapacity().capacityUnits() == null
                            ? page.count() * unitsEach
                            : page.consumedCapacity().capacityUnits();
            pace.took(units);
            unitsEach = page.count() == 0 ? unitsEach : units / page.count();
            position = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!position.isEmpty() && left > 0);
        return position.isEmpty();
    }

    private static String reason(DynamoDbException e) {
        String said = e.awsErrorDetails() == null
                ? String.valueOf(e.getMessage())
                : e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
        return e.isThrottlingException()
                ? "others use up its read capacity, so try again later or with a lower read-rate (" + said + ")"
                : said;
    }

    @Override
    public void close() {
        client.close();
    }
}

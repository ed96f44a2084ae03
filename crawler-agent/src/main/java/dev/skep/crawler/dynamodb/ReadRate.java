package dev.skep.crawler.dynamodb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** How fast a table is read, so that its users do not notice: by units of read capacity a second. */
public sealed interface ReadRate {

    /** What a table reads in a second on demand unless its account or the table itself has another limit. */
    double ON_DEMAND = 40_000;

    /** So many units a second. */
    record Units(double perSecond) implements ReadRate {}

    /** A part of the capacity, 0 to 1.5. */
    record Share(double of) implements ReadRate {}

    /** Half of what is provisioned, or a quarter of what an account gets on demand, as crawlers of AWS do. */
    record Usual() implements ReadRate {}

    Pattern TEXT = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)\\s*(%?)");

    /**
     * Reads a rate: {@code 25%} of the capacity, or {@code 100} units a second.
     *
     * @param text absent for the usual one
     * @throws IllegalArgumentException if it is neither
     */
    static ReadRate parse(@Nullable String text) {
        if (text == null) {
            return new Usual();
        }
        Matcher parts = TEXT.matcher(text.strip());
        double number = parts.matches() ? Double.parseDouble(parts.group(1)) : 0;
        boolean share = number > 0 && parts.group(2).equals("%");
        if (number <= 0 || (share && number > 150)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no rate of reading: write a part of the capacity of each"
                            + " table, such as 25% (150% at most), or units a second, such as 100");
        }
        return share ? new Share(number / 100) : new Units(number);
    }

    /** Units a second for one table. */
    default double of(TableDescription table) {
        boolean onDemand = isOnDemand(table);
        if (this instanceof Units units) {
            return units.perSecond();
        }
        double share = this instanceof Share part ? part.of() : onDemand ? 0.25 : 0.5;
        return Math.max(0.5, share * capacity(table, onDemand));
    }

    private static double capacity(TableDescription table, boolean onDemand) {
        if (!onDemand) {
            return table.provisionedThroughput().readCapacityUnits();
        }
        OnDemandThroughput limit = table.onDemandThroughput();
        Long most = limit == null ? null : limit.maxReadRequestUnits();
        return most == null || most <= 0 ? ON_DEMAND : most;
    }

    private static boolean isOnDemand(TableDescription table) {
        BillingModeSummary billing = table.billingModeSummary();
        boolean none = table.provisionedThroughput() == null
                || table.provisionedThroughput().readCapacityUnits() == null
                || table.provisionedThroughput().readCapacityUnits() <= 0;
        return none || (billing != null && billing.billingMode() == BillingMode.PAY_PER_REQUEST);
    }
}

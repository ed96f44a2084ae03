package dev.skep.server.front.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.catalog.CatalogService;
import dev.skep.server.catalog.DatabaseService;
import dev.skep.server.catalog.EventService;
import dev.skep.server.catalog.PartitionParameters;
import dev.skep.server.catalog.PartitionService;
import dev.skep.server.catalog.TableService;
import dev.skep.server.schedule.ClassifierService;
import dev.skep.server.schedule.ConnectionService;
import dev.skep.server.schedule.CrawlerService;
import dev.skep.server.schedule.QueueService;
import dev.skep.server.schedule.RunService;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document and the routes say the same. */
class ApiDocumentTest {
    private final List<Route> routes = RestApi.routes(
            new RestApi.Services(
                    (CatalogService) null,
                    (DatabaseService) null,
                    (TableService) null,
                    (PartitionService) null,
                    (PartitionParameters) null,
                    (EventService) null,
                    (CrawlerService) null,
                    (RunService) null,
                    (QueueService) null,
                    (ConnectionService) null,
                    (ClassifierService) null),
            new NoOperations());

    @Test
    void everyRouteStandsInTheDocumentAndNothingElseDoes() throws IOException {
        TreeSet<String> served = new TreeSet<>();
        routes.forEach(route -> served.add(route.method().name() + " " + route.path()));
        assertThat(new ApiDocument().operations()).isEqualTo(served);
    }

    @Test
    void everyRouteTakesTheQueryParametersOfTheDocument() throws IOException {
        ApiDocument document = new ApiDocument();
        for (Route route : routes) {
            assertThat(document.queryParameters(route.method().name(), route.path()))
                    .as("%s %s", route.method(), route.path())
                    .isEqualTo(new TreeSet<>(route.parameters()));
        }
    }

    @Test
    void aReplyThatTheDocumentDoesNotAllowIsFound() throws IOException {
        ApiDocument document = new ApiDocument();
        document.check("GET", "/api/v1/catalogs", 200, "application/json", "{\"catalogs\":[{\"name\":\"hive\"}]}");
        for (String wrong : List.of(
                "{\"catalogs\":[{\"name\":5}]}",
                "{\"catalogs\":[{\"name\":\"hive\",\"more\":1}]}",
                "{\"catalogs\":[{}]}",
                "{}")) {
            assertThatThrownBy(() -> document.check("GET", "/api/v1/catalogs", 200, "application/json", wrong))
                    .as(wrong)
                    .isInstanceOf(AssertionError.class);
        }
        assertThatThrownBy(() -> document.check("GET", "/api/v1/catalogs", 201, "application/json", "{}"))
                .isInstanceOf(AssertionError.class);
    }
}

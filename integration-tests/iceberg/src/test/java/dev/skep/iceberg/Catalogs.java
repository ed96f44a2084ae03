package dev.skep.iceberg;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.hive.HiveCatalog;
import org.apache.iceberg.io.FileIO;

/** Catalogs as engines open them. */
final class Catalogs {
    private Catalogs() {}

    /** @param settings of Hive's client and of Iceberg, as they stand in Hadoop's configuration */
    static HiveCatalog open(URI metastore, Path warehouse, Map<String, String> settings) {
        return open(metastore, warehouse, LocalFiles.class, settings);
    }

    static HiveCatalog open(
            URI metastore, Path warehouse, Class<? extends FileIO> files, Map<String, String> settings) {
        Configuration configuration = new Configuration();
        settings.forEach(configuration::set);
        HiveCatalog catalog = new HiveCatalog();
        catalog.setConf(configuration);
        catalog.initialize(
                "skep",
                Map.of(
                        CatalogProperties.URI, metastore.toString(),
                        CatalogProperties.WAREHOUSE_LOCATION, warehouse.toUri().toString(),
                        CatalogProperties.FILE_IO_IMPL, files.getName(),
                        CatalogProperties.CLIENT_POOL_SIZE, "8"));
        return catalog;
    }
}

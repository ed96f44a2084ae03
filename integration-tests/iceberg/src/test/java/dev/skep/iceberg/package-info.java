/** Iceberg's catalog for Hive metastores, as engines use it. */
@NullMarked
package dev.skep.iceberg;

import org.jspecify.annotations.NullMarked;

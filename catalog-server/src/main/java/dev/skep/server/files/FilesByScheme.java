package dev.skep.server.files;

import dev.skep.server.model.CatalogException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The files of several stores, told apart by the schemes of their locations.
 *
 * @param stores by scheme, in lower case
 * @param others where all other locations lie; knows how locations are written
 */
public record FilesByScheme(Map<String, WarehouseFiles> stores, WarehouseFiles others) implements WarehouseFiles {
    public FilesByScheme {
        stores = Map.copyOf(stores);
    }

    @Override
    public String qualify(String base, String location) {
        return others.qualify(base, location);
    }

    @Override
    public boolean createDirectory(String location) {
        return of(location).createDirectory(location);
    }

    @Override
    public void createDirectories(Collection<String> locations, Consumer<String> made) {
        locations.stream()
                .collect(Collectors.groupingBy(this::of, LinkedHashMap::new, Collectors.toList()))
                .forEach((store, own) -> store.createDirectories(own, made));
    }

    @Override
    public boolean isFile(String location) {
        return of(location).isFile(location);
    }

    @Override
    public boolean isDirectory(String location) {
        return of(location).isDirectory(location);
    }

    @Override
    public Optional<List<String>> directoriesIn(String location) {
        return of(location).directoriesIn(location);
    }

    @Override
    public boolean isReached(String location) {
        return of(location).isReached(location);
    }

    @Override
    public boolean canMove(String location) {
        return of(location).canMove(location);
    }

    @Override
    public Move move(String from, String to) {
        WarehouseFiles store = of(from);
        if (!store.equals(of(to))) {
            throw CatalogException.invalid("The files at " + from + " cannot be moved to " + to
                    + ", which is another store: name a location for them in the same store");
        }
        return store.move(from, to);
    }

    @Override
    public void delete(String location) {
        of(location).delete(location);
    }

    @Override
    public void discard(String location) {
        of(location).discard(location);
    }

    @Override
    public void deleteEmpty(String location) {
        of(location).deleteEmpty(location);
    }

    @Override
    public void clear(String location) {
        of(location).clear(location);
    }

    @Override
    public Optional<Figures> figures(String location) {
        return of(location).figures(location);
    }

    @Override
    public Map<String, Figures> figures(Collection<String> locations) {
        Map<String, Figures> told = new HashMap<>();
        locations.stream()
                .collect(Collectors.groupingBy(this::of, LinkedHashMap::new, Collectors.toList()))
                .forEach((store, own) -> told.putAll(store.figures(own)));
        return told;
    }

    private WarehouseFiles of(String location) {
        int end = location.indexOf(':');
        return end < 0 ? others : stores.getOrDefault(location.substring(0, end).toLowerCase(Locale.ROOT), others);
    }
}

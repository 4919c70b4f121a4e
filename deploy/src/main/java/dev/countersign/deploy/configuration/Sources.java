package dev.countersign.deploy.configuration;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The types that the sources of some modules declare, read by the JDK's own parser. Nothing is
 * compiled: what a name means follows from imports, packages and nesting.
 */
final class Sources {

    private final Map<String, SourceType> types = new LinkedHashMap<>();

    /**
     * @param folders of sources, by module
     */
    static Sources read(Map<String, Path> folders) throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        for (Map.Entry<String, Path> folder : folders.entrySet()) {
            for (Path file : javaFiles(folder.getValue())) {
                files.put(file.toAbsolutePath(), folder.getKey());
            }
        }
        Sources sources = new Sources();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files.keySet()));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                Path file = Path.of(unit.getSourceFile().toUri());
                sources.add(unit, docs, Optional.ofNullable(files.get(file)).orElseThrow());
            }
        }
        return sources;
    }

    Collection<SourceType> types() {
        return types.values();
    }

    Optional<SourceType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    private void add(CompilationUnitTree unit, DocTrees docs, String module) {
        Map<String, String> imports = imports(unit);
        String packageName = unit.getPackageName() == null ? "" : unit.getPackageName().toString();
        new TreePathScanner<Void, String>() {
            @Override
            public Void visitClass(ClassTree tree, String within) {
                TreePath path = getCurrentPath();
                String name = within + "." + tree.getSimpleName();
                // a class without a name declares nothing that anybody could ask for
                if (!tree.getSimpleName().isEmpty()) {
                    types.put(
                            name,
                            new SourceType(
                                    name,
                                    module,
                                    tree,
                                    path,
                                    packageName,
                                    imports,
                                    docs,
                                    Sources.this));
                }
                return super.visitClass(tree, name);
            }
        }.scan(unit, packageName);
    }

    private static Map<String, String> imports(CompilationUnitTree unit) {
        Map<String, String> imports = new HashMap<>();
        for (ImportTree it : unit.getImports()) {
            String name = it.getQualifiedIdentifier().toString();
            if (!it.isStatic()) {
                imports.put(name.substring(name.lastIndexOf('.') + 1), name);
            }
        }
        return imports;
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(it -> it.toString().endsWith(".java"))
                    .filter(it -> !it.endsWith("module-info.java"))
                    .sorted()
                    .toList();
        }
    }
}

package dev.countersign.deploy.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The modules of the project, and what of each other they need when they run. */
final class Modules {

    /** Scopes of which nothing reaches whoever depends on the module. */
    private static final Set<String> LEFT_BEHIND = Set.of("test", "provided");

    private final Path project;
    private final Map<String, List<String>> dependencies;

    private Modules(Path project, Map<String, List<String>> dependencies) {
        this.project = project;
        this.dependencies = dependencies;
    }

    static Modules of(Path project) throws IOException {
        Map<String, List<String>> dependencies = new TreeMap<>();
        try (Stream<Path> folders = Files.list(project)) {
            for (Path folder : folders.sorted().toList()) {
                Path pom = folder.resolve("pom.xml");
                if (Files.exists(pom)) {
                    dependencies.put(folder.getFileName().toString(), dependencies(pom));
                }
            }
        }
        return new Modules(project, dependencies);
    }

    /** The artifact ids that run in the module's program, as far as our own poms name them. */
    Set<String> runningIn(String module) {
        Set<String> found = new LinkedHashSet<>();
        collect(module, found);
        return found;
    }

    /** Our own modules among them. */
    Set<String> modulesIn(String module) {
        Set<String> found = runningIn(module);
        found.retainAll(dependencies.keySet());
        return found;
    }

    /** Where the module's sources are; there may be none. */
    Path sources(String module) {
        return project.resolve(module).resolve("src/main/java");
    }

    Path resources(String module) {
        return project.resolve(module).resolve("src/main/resources");
    }

    private void collect(String artifact, Set<String> found) {
        if (found.add(artifact)) {
            dependencies.getOrDefault(artifact, List.of()).forEach(it -> collect(it, found));
        }
    }

    private static List<String> dependencies(Path pom) throws IOException {
        try {
            Element root =
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(pom.toFile())
                            .getDocumentElement();
            List<String> found = new ArrayList<>();
            for (Element list : children(root, "dependencies")) {
                for (Element dependency : children(list, "dependency")) {
                    if (children(dependency, "scope").stream()
                            .map(Element::getTextContent)
                            .noneMatch(LEFT_BEHIND::contains)) {
                        found.add(children(dependency, "artifactId").getFirst().getTextContent());
                    }
                }
            }
            return found;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(pom + " is no pom", e);
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}

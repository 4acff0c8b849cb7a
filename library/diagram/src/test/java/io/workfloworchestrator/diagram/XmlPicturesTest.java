package io.workfloworchestrator.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The two formats that are XML, as a strict parser reads them. */
class XmlPicturesTest {
    private static final Set<String> SVG_ELEMENTS =
            Set.of("svg", "title", "desc", "style", "defs", "marker", "path", "rect", "g", "text");

    private static Document parsed(String xml) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(xml)));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static List<Diagram> plans() {
        return List.of(Plans.goals(), Plans.hostile(), Diagram.titled("").build());
    }

    @ParameterizedTest
    @EnumSource(Picture.class)
    void eachCellOfDrawioHasIdParentPlaceAndEnds(Picture picture) throws Exception {
        for (Diagram plan : plans()) {
            Document document = parsed(Drawing.of(plan, picture).as(Format.DRAWIO));
            assertThat(document.getDocumentElement().getTagName()).isEqualTo("mxfile");
            List<Element> cells = elements(document, "mxCell");
            assertThat(cells.get(0).getAttribute("id")).isEqualTo("0");
            assertThat(cells.get(1).getAttribute("id")).isEqualTo("1");
            assertThat(cells.get(1).getAttribute("parent")).isEqualTo("0");
            Map<String, Element> byId = new HashMap<>();
            for (Element cell : cells) {
                assertThat(byId.put(cell.getAttribute("id"), cell))
                        .as(cell.getAttribute("id"))
                        .isNull();
            }
            assertThat(cells.size()).isGreaterThan(2);
            cells.subList(2, cells.size()).forEach(cell -> check(cell, byId));
        }
    }

    private static void check(Element cell, Map<String, Element> byId) {
        assertThat(cell.getAttribute("id")).isNotEmpty();
        assertThat(cell.getAttribute("parent")).isEqualTo("1");
        assertThat(cell.getAttribute("style")).contains("html=0;");
        boolean isVertex = cell.getAttribute("vertex").equals("1");
        boolean isEdge = cell.getAttribute("edge").equals("1");
        assertThat(isVertex).isNotEqualTo(isEdge);
        Element geometry = (Element) cell.getElementsByTagName("mxGeometry").item(0);
        assertThat(geometry.getAttribute("as")).isEqualTo("geometry");
        if (isVertex) {
            for (String number : List.of("x", "y", "width", "height")) {
                assertThat(Double.parseDouble(geometry.getAttribute(number))).isNotNegative();
            }
        } else {
            for (String end : List.of("source", "target")) {
                Element there = Objects.requireNonNull(byId.get(cell.getAttribute(end)));
                assertThat(there.getAttribute("vertex")).isEqualTo("1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Picture.class)
    void anSvgHasATitleADescriptionAndNothingThatActsOrLoads(Picture picture) throws Exception {
        for (Diagram plan : plans()) {
            String svg = Drawing.of(plan, picture).svg();
            Document document = parsed(svg);
            Element root = document.getDocumentElement();
            assertThat(root.getAttribute("role")).isEqualTo("img");
            assertThat(root.getAttribute("viewBox")).isNotEmpty();
            Element title = (Element) root.getElementsByTagName("title").item(0);
            Element description = (Element) root.getElementsByTagName("desc").item(0);
            assertThat(root.getAttribute("aria-labelledby"))
                    .isEqualTo(title.getAttribute("id") + " " + description.getAttribute("id"));
            assertThat(title.getTextContent()).isNotEmpty();
            assertThat(description.getTextContent()).isNotEmpty();
            Set<String> names = new TreeSet<>();
            for (Element element : elements(document, "*")) {
                names.add(element.getTagName());
                for (int i = 0; i < element.getAttributes().getLength(); i++) {
                    String attribute = element.getAttributes().item(i).getNodeName();
                    assertThat(attribute).doesNotStartWith("on").isNotIn("href", "xlink:href", "style");
                }
            }
            assertThat(SVG_ELEMENTS).containsAll(names);
            assertThat(elements(document, "style"))
                    .hasSize(1)
                    .allSatisfy(style -> assertThat(style.getTextContent()).doesNotContain("url", "@import"));
        }
    }

    @ParameterizedTest
    @EnumSource(Picture.class)
    void textOfPeopleIsShownAsTheyWroteIt(Picture picture) throws Exception {
        String wanted = "A & B <c> \"d\" 'e' ]]> --> url(#head";
        Diagram plan = Diagram.titled("Plan").node(Node.of("1", wanted)).build();
        List<String> shown = new ArrayList<>();
        elements(parsed(Drawing.of(plan, picture).svg()), "title").forEach(title -> shown.add(title.getTextContent()));
        assertThat(shown).contains(wanted);
        List<String> labels = new ArrayList<>();
        elements(parsed(Drawing.of(plan, picture).as(Format.DRAWIO)), "mxCell")
                .forEach(cell -> labels.add(cell.getAttribute("value").replace("\n", " ")));
        assertThat(labels).contains(wanted);
    }

    @ParameterizedTest
    @EnumSource(Picture.class)
    void thePictureIsTheSameEachTime(Picture picture) {
        for (Format format : Format.values()) {
            assertThat(Drawing.of(Plans.hostile(), picture).as(format))
                    .isEqualTo(Drawing.of(Plans.hostile(), picture).as(format));
        }
    }
}

package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.CheckItem;
import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a written specification says, whoever wrote it: its stories and its requirements.
 *
 * @param requirements those that are not dropped, in the order of their numbers
 * @param criteria by which it has succeeded, in the order of the file
 */
record SpecReading(List<ReadStory> stories, List<Requirement> requirements, List<Criterion> criteria) {
    static final SpecReading EMPTY = new SpecReading(List.of(), List.of(), List.of());

    private static final Pattern CRITERION =
            Pattern.compile("(?m)^[ \\t]{0,3}[-*+][ \\t]+[*_]*(SC-\\d{3,15})[*_]*[ \\t]*[:.–-]?[*_]*[ \\t]*(\\S.*)$");

    private static final Pattern STORY = Pattern.compile("(?iu)^(US\\d{1,3})\\s*[:.–-]?\\s*(.*)$");
    private static final Pattern KIT_STORY = Pattern.compile("(?iu)^user story (\\d{1,3})\\s*[:.–-]?\\s*(.*)$");

    /** @param id such as {@code SC-001} */
    record Criterion(String id, String text) {
        boolean isMeasurable() {
            return text.chars().anyMatch(Character::isDigit);
        }
    }

    record ReadStory(String id, String title, String body) {
        String words() {
            return title + " " + body;
        }
    }

    static SpecReading of(String text) {
        Markdown document = Markdown.of(text);
        List<ReadStory> stories = new ArrayList<>();
        Map<String, String> groups = new LinkedHashMap<>();
        for (Section section : document.sections(3)) {
            Matcher story = STORY.matcher(section.title());
            Matcher kit = KIT_STORY.matcher(section.title());
            String body = section.body().of(text);
            if (story.matches()) {
                stories.add(new ReadStory(story.group(1), story.group(2), body));
            } else if (kit.matches()) {
                stories.add(new ReadStory("US" + kit.group(1), kit.group(2), body));
            }
            for (CheckItem item : document.items()) {
                if (section.body().start() <= item.content().start()
                        && item.content().end() <= section.body().end()) {
                    String content = item.content().of(text).strip();
                    groups.put(content.split(" ", 2)[0], story.matches() ? story.group(1) : section.title());
                }
            }
        }
        List<Requirement> requirements = new ArrayList<>();
        for (ItemLines.Line line : ItemLines.of(text)) {
            if (line.number().startsWith("FR-") && !line.field("status").equals("dropped")) {
                String type = line.field("type").isEmpty() ? RequirementGroup.FUNCTIONAL : line.field("type");
                String group = groups.getOrDefault(line.number(), "");
                String story = line.field("story").isEmpty() && group.startsWith("US") ? group : line.field("story");
                requirements.add(new Requirement(line.number(), line.text(), type, story, line.field("source"), group));
            }
        }
        List<Criterion> criteria = CRITERION
                .matcher(text)
                .results()
                .map(found -> new Criterion(found.group(1), found.group(2).strip()))
                .toList();
        return new SpecReading(stories, requirements, criteria);
    }

    List<Requirement> of(ReadStory story) {
        return requirements.stream()
                .filter(each -> each.story().equals(story.id()))
                .toList();
    }
}

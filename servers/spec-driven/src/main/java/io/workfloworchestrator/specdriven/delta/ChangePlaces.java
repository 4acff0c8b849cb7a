package io.workfloworchestrator.specdriven.delta;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.guide.FeatureRegister;

/**
 * Where a feature's change of a living specification is: {@code specs/003-lock/changes/sign-in.md} changes {@code
 * specs/sign-in/spec.md}. Immutable.
 */
public record ChangePlaces(String change, String spec) {
    /**
     * The places of a capability, such as {@code sign-in} or {@code identity/sign-in}.
     *
     * @param feature its number or folder
     * @throws SpecDrivenException E_CAPABILITY if the capability is no name: small letters, digits and dashes, with slashes between
     * @throws io.workfloworchestrator.json.CodedException E_SESSION if there is no such feature
     */
    public static ChangePlaces of(OpenProject project, String feature, String capability) {
        if (!capability.matches("[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*){0,3}") || capability.length() > 100) {
            throw new SpecDrivenException(
                    "E_CAPABILITY",
                    "\"" + Words.clip(capability.replaceAll("\\p{C}", "?"), 60)
                            + "\" is no name of a capability. Write small letters, digits and dashes, such as"
                            + " sign-in.");
        }
        String folder = new FeatureRegister(project).folder(feature);
        String specs = folder.substring(0, folder.lastIndexOf('/'));
        return new ChangePlaces(
                ProjectFolder.checkPath(folder + "/" + LivingSpecs.CHANGES + "/" + capability + ".md"),
                ProjectFolder.checkPath(specs + "/" + capability + "/spec.md"));
    }
}

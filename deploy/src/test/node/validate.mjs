// Says of each object in the files whether its types are right and nothing that is required is missing, by
// the schemas that Kubernetes and the operators publish. A line for each fault; a kind of no schema is one.
import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";

const SCHEMAS = [
    [/^gateway\.networking\.k8s\.io\//, "@kubernetes-models/gateway-api"],
    [/^postgresql\.cnpg\.io\//, "@kubernetes-models/cloudnative-pg"],
    [/^kafka\.strimzi\.io\//, "@kubernetes-models/strimzi-kafka-operator"],
    [/^/, "kubernetes-models"],
];

async function fault(object) {
    const [, schemas] = SCHEMAS.find(([versions]) => versions.test(object.apiVersion));
    try {
        const module = await import(`${schemas}/${object.apiVersion}/${object.kind}`);
        new module[object.kind](object).validate();
        return null;
    } catch (problem) {
        return problem.message;
    }
}

let objects = 0;
for (const file of process.argv.slice(2)) {
    for (const document of parseAllDocuments(readFileSync(file, "utf8"))) {
        const object = document.toJS();
        const found = await fault(object);
        objects++;
        if (found !== null) {
            console.log(`${object.kind} ${object.metadata?.name}: ${found}`);
        }
    }
}
console.error(`${objects} objects`);

import '@linkage/binding/decider';

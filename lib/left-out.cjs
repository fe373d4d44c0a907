// Stands in bundles for what a dependency loads and never uses here: xml2js writes XML with xmlbuilder, linkedom reads
// the CSS of `style` elements, which `prune` takes out of every page, with cssomnom.
module.exports = {};

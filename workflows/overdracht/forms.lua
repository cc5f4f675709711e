-- Nothing is asked in a handover beside the document and the terugkommomenten, which the engine keeps.
return forms({})
